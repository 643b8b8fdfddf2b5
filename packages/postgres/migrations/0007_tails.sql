ALTER TABLE "stream" ADD COLUMN "tail_events" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
-- What was added so far stands among the rows of the streams themselves: they are built anew.
UPDATE "stream" SET "doubted" = true;
