-- CreateTable
CREATE TABLE "member_rights_turn" (
    "cluster_id" UUID NOT NULL,
    "writing_until" TIMESTAMPTZ(3),
    "withheld_until" TIMESTAMPTZ(3),

    CONSTRAINT "member_rights_turn_pkey" PRIMARY KEY ("cluster_id")
);

-- AddForeignKey
ALTER TABLE "member_rights_turn" ADD CONSTRAINT "member_rights_turn_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;
