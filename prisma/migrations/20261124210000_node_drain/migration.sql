-- CreateTable
CREATE TABLE "node_drain" (
    "id" UUID NOT NULL,
    "cluster" TEXT NOT NULL,
    "node" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "total" INTEGER NOT NULL,
    "pods" JSONB NOT NULL DEFAULT '[]',
    "said" TEXT NOT NULL DEFAULT '',
    "started_by" TEXT NOT NULL,
    "cancelled" BOOLEAN NOT NULL DEFAULT false,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "node_drain_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "node_drain_cluster_node_started_at_idx" ON "node_drain"("cluster", "node", "started_at");

-- One drain of a node at a time: a partial index, which the schema cannot say.
CREATE UNIQUE INDEX "node_drain_running" ON "node_drain"("cluster", "node") WHERE "state" = 'running';
