-- AlterTable
ALTER TABLE "identity_provider" ADD COLUMN "health" JSONB;
