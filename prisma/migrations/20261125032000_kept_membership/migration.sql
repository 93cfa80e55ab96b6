-- AlterTable
ALTER TABLE "team_member" ADD COLUMN "kept_since" TIMESTAMPTZ(3);
