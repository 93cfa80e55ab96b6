-- AlterTable
ALTER TABLE "cluster" ADD COLUMN "state_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "application_failover" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(3),
    "ran" JSONB NOT NULL,
    "moved_to" TEXT[],
    "ended_at" TIMESTAMPTZ(3),
    "ended" TEXT,

    CONSTRAINT "application_failover_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "application_failover_application_id_ended_at_idx" ON "application_failover"("application_id", "ended_at");

-- One at a time of each cluster
CREATE UNIQUE INDEX "application_failover_open_key" ON "application_failover"("application_id", "cluster_id") WHERE "ended_at" IS NULL;

-- AddForeignKey
ALTER TABLE "application_failover" ADD CONSTRAINT "application_failover_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application_failover" ADD CONSTRAINT "application_failover_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;
