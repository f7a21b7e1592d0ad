-- A service whose container engine goes away is stood in for by the process engine until that engine is back.
-- Of a replica: the engine it runs on where that is not its revision's.
ALTER TABLE replicas ADD COLUMN engine TEXT;
-- Of an endpoint: the engine that it goes back to.
ALTER TABLE endpoints ADD COLUMN displaced_from TEXT;
