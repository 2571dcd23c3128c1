CREATE TABLE "alert_channels" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"target" text NOT NULL,
	"secret_sealed" text,
	"secret_version" integer DEFAULT 1 NOT NULL,
	"account_id" uuid,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"paused_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "alert_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"alert_id" uuid NOT NULL,
	"channel_id" uuid,
	"person_id" uuid,
	"status" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone DEFAULT now(),
	"last_status" integer,
	"last_code" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"delivered_at" timestamp with time zone,
	CONSTRAINT "alert_deliveries_to" CHECK (("alert_deliveries"."channel_id" is null) <> ("alert_deliveries"."person_id" is null))
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid,
	"kind" text NOT NULL,
	"once_key" text,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "secret_rotations" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"staged_sealed" text,
	"staged_length" integer,
	"previous_sealed" text,
	"previous_length" integer,
	"previous_saved_at" timestamp with time zone,
	"version" integer NOT NULL,
	"staged_by" uuid,
	"staged_at" timestamp with time zone DEFAULT now() NOT NULL,
	"proved_at" timestamp with time zone,
	"proof" jsonb,
	"switched_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "upkeep" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'healthy' NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"reason" text,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"due_at" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"lease_no" bigint DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"attempt_id" uuid,
	"attempt_at" timestamp with time zone,
	"outcome_unknown_at" timestamp with time zone,
	"renewed_at" timestamp with time zone,
	"probe_due_at" timestamp with time zone,
	"proof" jsonb,
	"alerted_as" text,
	"alerted_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "deputy_id" uuid;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "needs_person_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "credentials_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "attempt_id" uuid;--> statement-breakpoint
ALTER TABLE "alert_channels" ADD CONSTRAINT "alert_channels_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_channels" ADD CONSTRAINT "alert_channels_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_channel_id_alert_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."alert_channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secret_rotations" ADD CONSTRAINT "secret_rotations_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secret_rotations" ADD CONSTRAINT "secret_rotations_staged_by_people_id_fk" FOREIGN KEY ("staged_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upkeep" ADD CONSTRAINT "upkeep_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_channels_account" ON "alert_channels" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "alert_deliveries_channel" ON "alert_deliveries" USING btree ("alert_id","channel_id");--> statement-breakpoint
CREATE UNIQUE INDEX "alert_deliveries_person" ON "alert_deliveries" USING btree ("alert_id","person_id");--> statement-breakpoint
CREATE INDEX "alert_deliveries_next" ON "alert_deliveries" USING btree ("next_at");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_once" ON "alerts" USING btree ("account_id","once_key");--> statement-breakpoint
CREATE INDEX "alerts_at" ON "alerts" USING btree ("at");--> statement-breakpoint
CREATE INDEX "upkeep_due" ON "upkeep" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "upkeep_probe_due" ON "upkeep" USING btree ("probe_due_at");--> statement-breakpoint
CREATE INDEX "upkeep_renewed" ON "upkeep" USING btree ("renewed_at");--> statement-breakpoint
CREATE INDEX "upkeep_to_tell" ON "upkeep" USING btree ("since") WHERE "upkeep"."state" <> 'healthy' or "upkeep"."alerted_as" is not null;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_deputy_id_people_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" DROP COLUMN "lease_until";--> statement-breakpoint
-- Tokens from before there was upkeep: each is renewed when it would have been due.
INSERT INTO "upkeep" ("account_id", "since", "renewed_at", "due_at")
SELECT "account_id", "obtained_at", "obtained_at", "expires_at" - ("expires_at" - "obtained_at") / 6 FROM "tokens";--> statement-breakpoint
UPDATE "accounts" SET "needs_person_at" = CASE
  WHEN "quarantined_at" IS NOT NULL THEN "quarantined_at"
  WHEN "applied_at" IS NULL THEN NULL
  WHEN "rejected_at" IS NOT NULL THEN "rejected_at"
  WHEN "verdict" <> 'validated' THEN "updated_at"
  ELSE coalesce((SELECT "expires_at" FROM "tokens" WHERE "account_id" = "accounts"."id"), "applied_at")
END WHERE "deleted_at" IS NULL;--> statement-breakpoint
ALTER TABLE "alert_channels" ADD COLUMN "paused_because" text;--> statement-breakpoint
CREATE INDEX "alert_deliveries_created" ON "alert_deliveries" USING btree ("created_at");--> statement-breakpoint
-- Tokens carry a hash with this number in it: until now it was that of the secret.
UPDATE "accounts" SET "credentials_version" = "secret_version";--> statement-breakpoint
DROP INDEX "accounts_updated";--> statement-breakpoint
DROP INDEX "accounts_deleted";--> statement-breakpoint
CREATE INDEX "accounts_updated" ON "accounts" USING btree ("updated_at","id");--> statement-breakpoint
CREATE INDEX "accounts_needing" ON "accounts" USING btree ("needs_person_at","id") WHERE "accounts"."needs_person_at" is not null;--> statement-breakpoint
CREATE INDEX "accounts_setting_up" ON "accounts" USING btree ("updated_at","id") WHERE "accounts"."needs_person_at" is null and "accounts"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "accounts_deleted" ON "accounts" USING btree ("deleted_at","id") WHERE "accounts"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "accounts_owner" ON "accounts" USING btree ("owner_id");--> statement-breakpoint
-- The search finds parts of words by trigrams; what waits to be sorted in is kept short, because every search reads it. A server that has no such extension, or lets nobody add it, searches without an index.
DO $$ BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX "accounts_words" ON "accounts" USING gin ((label || E'\n' || instance_url || E'\n' || client_id) gin_trgm_ops)
    WITH (gin_pending_list_limit = 512);
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'The search has no index: %', SQLERRM;
END $$;--> statement-breakpoint
-- The proof under a status: until now it was looked up in the newest report.
UPDATE "upkeep" SET "proof" = (
  SELECT jsonb_build_object(
    'method', c->'trace'->'method', 'path', regexp_replace(c->'trace'->>'url', '^[a-z]+://[^/?#]+([^?#]*).*$', '\1'),
    'status', 200, 'at', c->'trace'->'startedAt')
  FROM (SELECT "body" FROM "reports" WHERE "account_id" = "upkeep"."account_id" ORDER BY "started_at" DESC LIMIT 1) newest,
    jsonb_array_elements("body"->'checks') WITH ORDINALITY AS each_check(c, place)
  WHERE c->>'group' = 'reads' AND c->'trace'->>'status' = '200'
  ORDER BY place DESC LIMIT 1
);--> statement-breakpoint
CREATE INDEX "alert_deliveries_channel_created" ON "alert_deliveries" USING btree ("channel_id","created_at");--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "previous_token_sealed" text;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "previous_version" integer;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "previous_expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "upkeep" ADD COLUMN "last_read" jsonb;
