CREATE TABLE "live_clock" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"known" bigint NOT NULL,
	"run" bigint NOT NULL,
	"moved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"error" jsonb
);
--> statement-breakpoint
CREATE TABLE "workspace_quota" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"statement_seconds" integer,
	"statement_memory" bigint,
	"statement_rows" bigint,
	"concurrent" integer,
	"weight" integer
);
--> statement-breakpoint
ALTER TABLE "definition" ADD COLUMN "freshness" integer;--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "scope" text DEFAULT 'full' NOT NULL;--> statement-breakpoint
ALTER TABLE "run_step" ADD COLUMN "used_by" jsonb;--> statement-breakpoint
ALTER TABLE "run_step" ADD COLUMN "rows_read" bigint;--> statement-breakpoint
ALTER TABLE "run_step" ADD COLUMN "bytes_read" bigint;--> statement-breakpoint
ALTER TABLE "run_step" ADD COLUMN "peak_memory" bigint;--> statement-breakpoint
ALTER TABLE "segment_head" ADD COLUMN "whole_run" bigint;--> statement-breakpoint
ALTER TABLE "segment_head" ADD COLUMN "thresholds" jsonb;--> statement-breakpoint
ALTER TABLE "segment_size" ADD COLUMN "corrected" bigint;--> statement-breakpoint
ALTER TABLE "live_clock" ADD CONSTRAINT "live_clock_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspace_quota" ADD CONSTRAINT "workspace_quota_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "run_under_way" ON "run" USING btree ("workspace_id") WHERE status = 'running';--> statement-breakpoint
CREATE INDEX "run_of_metrics" ON "run" USING btree ("workspace_id","number") WHERE scope <> 'live';