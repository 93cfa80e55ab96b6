-- AlterTable
ALTER TABLE "cluster" ADD COLUMN "mode" TEXT NOT NULL DEFAULT 'push';

-- CreateTable
CREATE TABLE "join_token" (
    "id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "uses_left" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "names" TEXT NOT NULL,
    "environment" TEXT,
    "labels" JSONB NOT NULL DEFAULT '{}',
    "auto_approve" BOOLEAN NOT NULL DEFAULT false,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "join_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent" (
    "id" UUID NOT NULL,
    "cluster_id" UUID,
    "token_id" UUID,
    "public_key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "name" TEXT NOT NULL,
    "kube_system_uid" TEXT NOT NULL,
    "kubernetes_version" TEXT NOT NULL,
    "agent_version" TEXT NOT NULL,
    "environment" TEXT,
    "region" TEXT,
    "zone" TEXT,
    "labels" JSONB NOT NULL DEFAULT '{}',
    "requested_from" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "certificate_expires_at" TIMESTAMPTZ(3),
    "quarantined_until" TIMESTAMPTZ(3),

    CONSTRAINT "agent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cluster_tunnel" (
    "cluster_id" UUID NOT NULL,
    "agent_id" UUID NOT NULL,
    "holder" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "agent_version" TEXT NOT NULL,
    "writes" BOOLEAN NOT NULL,
    "round_trip_ms" DOUBLE PRECISION,
    "displaced" INTEGER NOT NULL DEFAULT 0,
    "displaced_since" TIMESTAMPTZ(3),

    CONSTRAINT "cluster_tunnel_pkey" PRIMARY KEY ("cluster_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "join_token_hash_key" ON "join_token"("hash");
CREATE UNIQUE INDEX "agent_fingerprint_key" ON "agent"("fingerprint");
CREATE INDEX "agent_cluster_id_idx" ON "agent"("cluster_id");
CREATE INDEX "agent_state_requested_at_idx" ON "agent"("state", "requested_at");

-- AddForeignKey
ALTER TABLE "agent" ADD CONSTRAINT "agent_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "agent" ADD CONSTRAINT "agent_token_id_fkey" FOREIGN KEY ("token_id") REFERENCES "join_token"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "cluster_tunnel" ADD CONSTRAINT "cluster_tunnel_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;
