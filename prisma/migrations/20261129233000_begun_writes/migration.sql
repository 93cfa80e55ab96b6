-- CreateTable
CREATE TABLE "application_write" (
    "application_id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "group" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "plural" TEXT NOT NULL,
    "creates" BOOLEAN NOT NULL,
    "open" BOOLEAN NOT NULL DEFAULT true,
    "begun_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "application_write_pkey" PRIMARY KEY ("application_id","cluster_id","group","kind","namespace","name")
);

-- AddForeignKey
ALTER TABLE "application_write" ADD CONSTRAINT "application_write_application_id_cluster_id_fkey" FOREIGN KEY ("application_id", "cluster_id") REFERENCES "application_target"("application_id", "cluster_id") ON DELETE CASCADE ON UPDATE CASCADE;
