ALTER TABLE "alert_channels" ADD COLUMN "previous_secret_sealed" text;--> statement-breakpoint
ALTER TABLE "alert_channels" ADD COLUMN "previous_secret_version" integer;--> statement-breakpoint
ALTER TABLE "alert_channels" ADD COLUMN "previous_secret_ends_at" timestamp with time zone;