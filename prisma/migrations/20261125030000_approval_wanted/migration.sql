-- AlterTable
ALTER TABLE "notification_event" ADD COLUMN "wanted" JSONB;
