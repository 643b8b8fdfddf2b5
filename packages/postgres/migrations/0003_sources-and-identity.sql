CREATE TABLE "identity_link" (
	"workspace" integer NOT NULL,
	"from_id" bigint NOT NULL,
	"to_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"time" timestamp (3) with time zone NOT NULL,
	"message_id" text NOT NULL,
	"said_at" timestamp (3) with time zone,
	"source" text NOT NULL,
	"batch" bigint NOT NULL,
	"followed" boolean DEFAULT true NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" text,
	"dismissed_at" timestamp with time zone,
	"dismissed_by" text,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identity_link_workspace_from_id_to_id_kind_pk" PRIMARY KEY("workspace","from_id","to_id","kind")
);
--> statement-breakpoint
CREATE TABLE "profile_alias" (
	"workspace" integer NOT NULL,
	"number" bigint NOT NULL,
	"batch" bigint NOT NULL,
	"profile" bigint NOT NULL,
	CONSTRAINT "profile_alias_workspace_number_batch_pk" PRIMARY KEY("workspace","number","batch")
);
--> statement-breakpoint
CREATE TABLE "import_location" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"endpoint" text NOT NULL,
	"region" text NOT NULL,
	"bucket" text NOT NULL,
	"prefix" text DEFAULT '' NOT NULL,
	"access_key_id" text NOT NULL,
	"sealed_secret" text NOT NULL,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "erased_identifier" (
	"workspace" integer NOT NULL,
	"hash" text NOT NULL,
	"erasure_id" uuid NOT NULL,
	CONSTRAINT "erased_identifier_workspace_hash_pk" PRIMARY KEY("workspace","hash")
);
--> statement-breakpoint
CREATE TABLE "erasure" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"status" text NOT NULL,
	"receipt" jsonb,
	"requested_by" text,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"released_at" timestamp with time zone,
	"released_by" text
);
--> statement-breakpoint
CREATE TABLE "erasure_subject" (
	"erasure_id" uuid PRIMARY KEY NOT NULL,
	"numbers" bigint[] NOT NULL,
	"identifiers" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retention_rule" (
	"workspace_id" uuid NOT NULL,
	"action" text NOT NULL,
	"days" integer NOT NULL,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"applied_at" timestamp with time zone,
	"deleted" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "retention_rule_workspace_id_action_pk" PRIMARY KEY("workspace_id","action")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace" integer NOT NULL,
	"source" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"messages" integer NOT NULL,
	"contents" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "source" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"mapping" jsonb,
	"enabled" boolean DEFAULT true NOT NULL,
	"messages_per_second" integer DEFAULT 1000 NOT NULL,
	"tracking" jsonb,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_message_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "source_hour" (
	"source_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"accepted" bigint DEFAULT 0 NOT NULL,
	"duplicate" bigint DEFAULT 0 NOT NULL,
	"ignored" bigint DEFAULT 0 NOT NULL,
	"refused" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "source_hour_source_id_hour_pk" PRIMARY KEY("source_id","hour")
);
--> statement-breakpoint
CREATE TABLE "source_message" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "source_message_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace" integer NOT NULL,
	"source_id" uuid NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"type" text NOT NULL,
	"message_id" text,
	"outcome" text NOT NULL,
	"identifiers" text[] NOT NULL,
	"raw" text NOT NULL,
	"read" jsonb,
	"problems" jsonb NOT NULL,
	"inbox" bigint,
	"number" bigint,
	"batch" bigint
);
--> statement-breakpoint
CREATE TABLE "write_key" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"source_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "write_key_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
ALTER TABLE "identifier" ADD COLUMN "id" bigint NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "identifier_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "identifier" ADD COLUMN "number" bigint;--> statement-breakpoint
ALTER TABLE "identifier" ADD COLUMN "seen" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "identifier" ADD COLUMN "batch" bigint;--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "format" text;--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "origin" jsonb;--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "undone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "undone_by" text;--> statement-breakpoint
ALTER TABLE "ingestion_batch" ADD COLUMN "inbox_rows" bigint[];--> statement-breakpoint
ALTER TABLE "identity_link" ADD CONSTRAINT "identity_link_workspace_workspace_number_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspace"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_link" ADD CONSTRAINT "identity_link_undone_by_user_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_link" ADD CONSTRAINT "identity_link_dismissed_by_user_id_fk" FOREIGN KEY ("dismissed_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_link" ADD CONSTRAINT "identity_link_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_alias" ADD CONSTRAINT "profile_alias_workspace_workspace_number_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspace"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_location" ADD CONSTRAINT "import_location_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_location" ADD CONSTRAINT "import_location_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erased_identifier" ADD CONSTRAINT "erased_identifier_workspace_workspace_number_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspace"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erased_identifier" ADD CONSTRAINT "erased_identifier_erasure_id_erasure_id_fk" FOREIGN KEY ("erasure_id") REFERENCES "public"."erasure"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_requested_by_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_released_by_user_id_fk" FOREIGN KEY ("released_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_subject" ADD CONSTRAINT "erasure_subject_erasure_id_erasure_id_fk" FOREIGN KEY ("erasure_id") REFERENCES "public"."erasure"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_rule" ADD CONSTRAINT "retention_rule_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_rule" ADD CONSTRAINT "retention_rule_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_workspace_workspace_number_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspace"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source" ADD CONSTRAINT "source_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source" ADD CONSTRAINT "source_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_hour" ADD CONSTRAINT "source_hour_source_id_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."source"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_message" ADD CONSTRAINT "source_message_workspace_workspace_number_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspace"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_message" ADD CONSTRAINT "source_message_source_id_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."source"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "write_key" ADD CONSTRAINT "write_key_source_id_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."source"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
DROP INDEX "identifier_profile";--> statement-breakpoint
CREATE INDEX "identifier_profile" ON "identifier" USING btree ("workspace","profile","kind");--> statement-breakpoint
CREATE INDEX "identity_link_to" ON "identity_link" USING btree ("workspace","to_id");--> statement-breakpoint
CREATE INDEX "identity_link_conflict" ON "identity_link" USING btree ("workspace","created_at") WHERE NOT "identity_link"."followed" OR "identity_link"."kind" <> 'together';--> statement-breakpoint
CREATE INDEX "profile_alias_batch" ON "profile_alias" USING btree ("workspace","batch");--> statement-breakpoint
CREATE INDEX "import_location_workspace" ON "import_location" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "erased_identifier_erasure" ON "erased_identifier" USING btree ("erasure_id");--> statement-breakpoint
CREATE INDEX "erasure_workspace" ON "erasure" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "inbox_workspace" ON "inbox" USING btree ("workspace","id");--> statement-breakpoint
CREATE INDEX "source_workspace" ON "source" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "source_message_source" ON "source_message" USING btree ("source_id","id");--> statement-breakpoint
CREATE INDEX "source_message_inbox" ON "source_message" USING btree ("inbox");--> statement-breakpoint
CREATE INDEX "write_key_source" ON "write_key" USING btree ("source_id");--> statement-breakpoint
ALTER TABLE "import" ADD CONSTRAINT "import_undone_by_user_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identifier" ADD CONSTRAINT "identifier_id_unique" UNIQUE("id");--> statement-breakpoint
-- Until now a profile had one number, and everything stood under it: it becomes that of its strongest identifier.
UPDATE "identifier" SET "number" = "profile"
FROM (
  SELECT DISTINCT ON ("workspace", "profile") "id"
  FROM "identifier"
  ORDER BY "workspace", "profile", array_position(ARRAY['customId', 'email', 'phone', 'anonymousId'], "kind"), "value" COLLATE "C"
) AS "strongest"
WHERE "identifier"."id" = "strongest"."id";--> statement-breakpoint
-- When they were put together nobody noted: in 1970, so that they stay together whatever is said later.
INSERT INTO "identity_link" ("workspace", "from_id", "to_id", "kind", "time", "message_id", "said_at", "source", "batch")
SELECT "weaker"."workspace", "weaker"."id", "strongest"."id", 'together', to_timestamp(0), '', to_timestamp(0), 'unknown', 0
FROM "identifier" AS "weaker"
JOIN "identifier" AS "strongest"
  ON "strongest"."workspace" = "weaker"."workspace" AND "strongest"."number" = "weaker"."profile"
WHERE "weaker"."number" IS NULL;
