-- CreateTable
CREATE TABLE "member_rights" (
    "cluster_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "since" TIMESTAMPTZ(3) NOT NULL,
    "as_of" TIMESTAMPTZ(3),

    CONSTRAINT "member_rights_pkey" PRIMARY KEY ("cluster_id")
);

-- AddForeignKey
ALTER TABLE "member_rights" ADD CONSTRAINT "member_rights_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;
