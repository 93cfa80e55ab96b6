-- AlterTable
ALTER TABLE "cluster_health" ADD COLUMN     "cause" TEXT;
