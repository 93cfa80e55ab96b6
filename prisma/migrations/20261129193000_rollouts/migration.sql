-- AlterTable
ALTER TABLE "application" ADD COLUMN "open_wave" INTEGER NOT NULL DEFAULT 2147483647;

-- AlterTable
ALTER TABLE "application_target" ADD COLUMN "wave" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "application_rollout" (
    "application_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "strategy" JSONB NOT NULL,
    "waves" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "open" INTEGER NOT NULL DEFAULT -1,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "well_since" TIMESTAMPTZ(3),
    "approved" INTEGER NOT NULL DEFAULT 0,
    "waiting" JSONB,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "application_rollout_pkey" PRIMARY KEY ("application_id","revision")
);

-- CreateTable
CREATE TABLE "application_rollout_event" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "wave" INTEGER,
    "by" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "clusters" TEXT[],

    CONSTRAINT "application_rollout_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "application_rollout_state_idx" ON "application_rollout"("state");

-- CreateIndex
CREATE INDEX "application_rollout_event_application_id_revision_idx" ON "application_rollout_event"("application_id", "revision");

-- AddForeignKey
ALTER TABLE "application_rollout" ADD CONSTRAINT "application_rollout_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application_rollout_event" ADD CONSTRAINT "application_rollout_event_application_id_revision_fkey" FOREIGN KEY ("application_id", "revision") REFERENCES "application_rollout"("application_id", "revision") ON DELETE CASCADE ON UPDATE CASCADE;
