ALTER TABLE "identifier" DROP CONSTRAINT "identifier_workspace_workspace_number_fk";
--> statement-breakpoint
ALTER TABLE "identity_link" DROP CONSTRAINT "identity_link_workspace_workspace_number_fk";
--> statement-breakpoint
ALTER TABLE "identity_link" DROP CONSTRAINT "identity_link_undone_by_user_id_fk";
--> statement-breakpoint
ALTER TABLE "identity_link" DROP CONSTRAINT "identity_link_dismissed_by_user_id_fk";
--> statement-breakpoint
ALTER TABLE "identity_link" DROP CONSTRAINT "identity_link_created_by_user_id_fk";
--> statement-breakpoint
DROP INDEX "identifier_search";--> statement-breakpoint
DROP INDEX "identifier_profile";--> statement-breakpoint
DROP INDEX "identity_link_to";--> statement-breakpoint
ALTER TABLE "identifier" DROP CONSTRAINT "identifier_workspace_kind_value_pk";--> statement-breakpoint
ALTER TABLE "identity_link" DROP CONSTRAINT "identity_link_workspace_from_id_to_id_kind_pk";--> statement-breakpoint
ALTER TABLE "profile_alias" DROP CONSTRAINT "profile_alias_workspace_number_batch_pk";--> statement-breakpoint
ALTER TABLE "identifier" ALTER COLUMN "value" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "identifier" ADD CONSTRAINT "identifier_value_workspace_kind_pk" PRIMARY KEY("value","workspace","kind");--> statement-breakpoint
ALTER TABLE "identity_link" ADD CONSTRAINT "identity_link_from_id_to_id_kind_pk" PRIMARY KEY("from_id","to_id","kind");--> statement-breakpoint
ALTER TABLE "profile_alias" ADD CONSTRAINT "profile_alias_number_workspace_batch_pk" PRIMARY KEY("number","workspace","batch");--> statement-breakpoint
ALTER TABLE "import_reject" ADD COLUMN "value" text;--> statement-breakpoint
CREATE INDEX "identifier_profile" ON "identifier" USING btree ("profile","workspace","kind");--> statement-breakpoint
CREATE INDEX "identity_link_to" ON "identity_link" USING btree ("to_id");