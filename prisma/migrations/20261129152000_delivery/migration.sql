-- AlterTable
ALTER TABLE "application_revision" ADD COLUMN "confirms_removal" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "application_target" ADD COLUMN "tried_at" TIMESTAMPTZ(3);
