-- CreateTable
CREATE TABLE "kubectl_session" (
    "session_id" UUID NOT NULL,
    "machine" TEXT NOT NULL,
    "family_hash" BYTEA NOT NULL,
    "refresh_hash" BYTEA NOT NULL,
    "previous_hash" BYTEA,
    "previous_until" TIMESTAMPTZ(3),
    "salt" BYTEA NOT NULL,

    CONSTRAINT "kubectl_session_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "kubectl_token" (
    "token_hash" BYTEA NOT NULL,
    "session_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kubectl_token_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "device_code" (
    "device_hash" BYTEA NOT NULL,
    "user_hash" BYTEA NOT NULL,
    "machine" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "person_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "interval_seconds" INTEGER NOT NULL,
    "polled_at" TIMESTAMPTZ(3),

    CONSTRAINT "device_code_pkey" PRIMARY KEY ("device_hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "kubectl_session_family_hash_key" ON "kubectl_session"("family_hash");

-- CreateIndex
CREATE INDEX "kubectl_token_session_id_idx" ON "kubectl_token"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "device_code_user_hash_key" ON "device_code"("user_hash");

-- CreateIndex
CREATE INDEX "device_code_expires_at_idx" ON "device_code"("expires_at");

-- AddForeignKey
ALTER TABLE "kubectl_session" ADD CONSTRAINT "kubectl_session_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kubectl_token" ADD CONSTRAINT "kubectl_token_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "kubectl_session"("session_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device_code" ADD CONSTRAINT "device_code_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
