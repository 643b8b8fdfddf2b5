CREATE TABLE "currency_rate_import" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"status" text NOT NULL,
	"rates" integer NOT NULL,
	"currencies" text[] NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"batch" bigint,
	"created_by" text,
	"api_key_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"landed_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "metric_value" ALTER COLUMN "profiles" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "metric_value" ALTER COLUMN "below" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "metric_value" ALTER COLUMN "on" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "metric_value" ALTER COLUMN "above" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "settings" jsonb;--> statement-breakpoint
ALTER TABLE "segment_head" ADD COLUMN "after_rules" bigint;--> statement-breakpoint
ALTER TABLE "segment_head" ADD COLUMN "boundary" jsonb;--> statement-breakpoint
ALTER TABLE "segment_size" ADD COLUMN "after_rules" bigint;--> statement-breakpoint
ALTER TABLE "segment_size" ADD COLUMN "boundary" jsonb;--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "include_anonymous" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "currency_rate_import" ADD CONSTRAINT "currency_rate_import_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "currency_rate_import" ADD CONSTRAINT "currency_rate_import_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "currency_rate_import" ADD CONSTRAINT "currency_rate_import_api_key_id_api_key_id_fk" FOREIGN KEY ("api_key_id") REFERENCES "public"."api_key"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "currency_rate_import_workspace" ON "currency_rate_import" USING btree ("workspace_id","batch");