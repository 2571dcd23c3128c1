import { TimeZoneFooter } from './time-zone-footer';

export const SiteFooter = () => (
  <footer className="mt-16 border-t border-line">
    <div className="wrap py-4">
      <TimeZoneFooter />
    </div>
  </footer>
);
