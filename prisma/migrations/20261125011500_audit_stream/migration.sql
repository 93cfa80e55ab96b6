-- CreateTable
CREATE TABLE "audit_stream" (
    "receiver" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT NOT NULL DEFAULT '',
    "next_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "audit_stream_pkey" PRIMARY KEY ("receiver")
);
