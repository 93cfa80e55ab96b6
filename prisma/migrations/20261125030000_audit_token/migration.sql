-- AlterTable
ALTER TABLE "audit_entry" ADD COLUMN "token_id" TEXT, ADD COLUMN "token_name" TEXT;
