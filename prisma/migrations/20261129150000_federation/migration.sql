-- CreateTable
CREATE TABLE "application" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "team_id" UUID,
    "wanted" INTEGER NOT NULL,
    "namespaces" TEXT[],
    "removing" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "application_revision" (
    "application_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "spec" JSONB NOT NULL,
    "person_id" UUID NOT NULL,
    "token_id" UUID,
    "author" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "restores" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "application_revision_pkey" PRIMARY KEY ("application_id","number")
);

-- CreateTable
CREATE TABLE "application_target" (
    "application_id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "replicas" INTEGER,
    "grounds" JSONB NOT NULL,
    "objects" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "applied_revision" INTEGER,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3),
    "epoch" INTEGER,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "as_of" TIMESTAMPTZ(3),

    CONSTRAINT "application_target_pkey" PRIMARY KEY ("application_id","cluster_id")
);

-- CreateTable
CREATE TABLE "application_object" (
    "application_id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "group" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "plural" TEXT NOT NULL,
    "uid" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "applied" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'unknown',
    "reason" TEXT NOT NULL DEFAULT '',
    "wanted" INTEGER,
    "ready" INTEGER,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "as_of" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "application_object_pkey" PRIMARY KEY ("application_id","cluster_id","group","kind","namespace","name")
);

-- CreateTable
CREATE TABLE "application_drift" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "group" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "wanted" JSONB,
    "found" JSONB,
    "manager" TEXT,
    "operation" TEXT,
    "at" TIMESTAMPTZ(3),
    "first_seen" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "ended" TEXT,

    CONSTRAINT "application_drift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "drift_rule" (
    "id" UUID NOT NULL,
    "application" TEXT NOT NULL,
    "cluster" TEXT,
    "kind" TEXT,
    "name" TEXT,
    "path" TEXT,
    "manager" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "drift_rule_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "application_name_key" ON "application"("name");
CREATE INDEX "application_target_cluster_id_state_idx" ON "application_target"("cluster_id", "state");
CREATE INDEX "application_object_cluster_id_group_plural_idx" ON "application_object"("cluster_id", "group", "plural");
CREATE INDEX "application_drift_application_id_cluster_id_ended_at_idx" ON "application_drift"("application_id", "cluster_id", "ended_at");
CREATE INDEX "drift_rule_application_idx" ON "drift_rule"("application");

-- A field has one open drift at most: two watchers of one member never tell it twice.
CREATE UNIQUE INDEX "application_drift_open" ON "application_drift"("application_id", "cluster_id", "group", "kind", "namespace", "name", "path") WHERE "ended_at" IS NULL;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "application_revision" ADD CONSTRAINT "application_revision_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "application_target" ADD CONSTRAINT "application_target_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "application_target" ADD CONSTRAINT "application_target_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "application_object" ADD CONSTRAINT "application_object_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "application_object" ADD CONSTRAINT "application_object_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "application_drift" ADD CONSTRAINT "application_drift_object_fkey" FOREIGN KEY ("application_id", "cluster_id", "group", "kind", "namespace", "name") REFERENCES "application_object"("application_id", "cluster_id", "group", "kind", "namespace", "name") ON DELETE CASCADE ON UPDATE CASCADE;
