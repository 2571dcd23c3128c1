/** Only own style and script files. Forms go to this origin; a consent form also back to its client. */
export const pageHeaders = (formTarget = '') => ({
  'Content-Security-Policy': [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    `form-action 'self'${formTarget && ` ${formTarget}`}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  // Not no-referrer: then browsers send Origin null with our own forms.
  'Referrer-Policy': 'same-origin',
});

export const PAGE_HEADERS = pageHeaders();
