-- How grave a line of log is: debug | info | warn | error. Lines of before are told by their stream.
ALTER TABLE run_logs ADD COLUMN level TEXT NOT NULL DEFAULT 'info';
UPDATE run_logs SET level = 'warn' WHERE stream = 'stderr';
