/** Name of the file that a calendar is saved under. */
export const CALENDAR_FILE = 'coupa-sign-ins.ics';
export const CALENDAR_TYPE = 'text/calendar; charset=utf-8';
