-- CreateTable
CREATE TABLE "session_recording" (
    "id" UUID NOT NULL,
    "request_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "alive_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "cluster" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "pod" TEXT NOT NULL,
    "container" TEXT NOT NULL,
    "command" TEXT[],
    "reason" TEXT NOT NULL DEFAULT '',
    "door" TEXT NOT NULL,
    "ran_as" TEXT NOT NULL,
    "typed" TEXT NOT NULL DEFAULT '',
    "bytes" INTEGER NOT NULL DEFAULT 0,
    "chunks" INTEGER NOT NULL DEFAULT 0,
    "truncated" BOOLEAN NOT NULL DEFAULT false,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "session_recording_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_recording_chunk" (
    "recording_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "lines" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "session_recording_chunk_pkey" PRIMARY KEY ("recording_id", "seq")
);

-- CreateTable
CREATE TABLE "session_policy" (
    "environment" TEXT NOT NULL,
    "recording" BOOLEAN NOT NULL DEFAULT true,
    "reason" BOOLEAN NOT NULL DEFAULT false,
    "approval" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "session_policy_pkey" PRIMARY KEY ("environment")
);

-- CreateIndex
CREATE INDEX "session_recording_started_at_idx" ON "session_recording"("started_at");
