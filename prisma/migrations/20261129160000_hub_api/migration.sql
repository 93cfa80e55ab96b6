-- AlterTable
ALTER TABLE "application" ADD COLUMN "described" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "hub_sequence" (
    "kind" TEXT NOT NULL,
    "version" BIGINT NOT NULL DEFAULT 1,
    "floor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "hub_sequence_pkey" PRIMARY KEY ("kind")
);

-- CreateTable
CREATE TABLE "hub_object" (
    "kind" TEXT NOT NULL,
    "uid" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "places" TEXT NOT NULL,
    "written" TEXT NOT NULL,
    "version" BIGINT NOT NULL,
    "saved" BIGINT NOT NULL,

    CONSTRAINT "hub_object_pkey" PRIMARY KEY ("kind", "uid")
);
