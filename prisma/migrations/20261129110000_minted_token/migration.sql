-- CreateTable
CREATE TABLE "minted_token" (
    "cluster_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',
    "account" TEXT,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "secret_id" UUID,
    "minted_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "forgets_first" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "minted_token_pkey" PRIMARY KEY ("cluster_id")
);

-- AddForeignKey
ALTER TABLE "minted_token" ADD CONSTRAINT "minted_token_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;
