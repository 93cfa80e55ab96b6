-- AlterTable
ALTER TABLE "application_target" ADD COLUMN     "stands" JSON;
