-- AlterTable
ALTER TABLE "person" ADD COLUMN "login" TEXT,
ADD COLUMN "owner_id" UUID;

-- AlterTable
ALTER TABLE "session" ADD COLUMN "id" UUID NOT NULL DEFAULT gen_random_uuid(),
ADD COLUMN "by" TEXT NOT NULL DEFAULT 'link',
ADD COLUMN "address" TEXT NOT NULL DEFAULT '',
ADD COLUMN "agent" TEXT NOT NULL DEFAULT '',
ADD COLUMN "rights_print" TEXT,
ADD COLUMN "previous_hash" BYTEA,
ADD COLUMN "previous_until" TIMESTAMPTZ(3);
-- CreateTable
CREATE TABLE "password" (
    "person_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "password_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "token_hash" BYTEA NOT NULL,
    "person_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "sign_in_attempt" (
    "key" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "succeeded_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "scope" JSONB,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_login_key" ON "person"("login");
CREATE UNIQUE INDEX "session_id_key" ON "session"("id");
CREATE UNIQUE INDEX "session_previous_hash_key" ON "session"("previous_hash");
CREATE UNIQUE INDEX "invitation_person_id_key" ON "invitation"("person_id");
CREATE INDEX "sign_in_attempt_last_at_idx" ON "sign_in_attempt"("last_at");
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");
CREATE INDEX "api_token_person_id_idx" ON "api_token"("person_id");

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "password" ADD CONSTRAINT "password_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A token that is taken back is heard of like any other loss of rights.
CREATE TRIGGER "api_token_rights" AFTER DELETE ON "api_token" FOR EACH STATEMENT EXECUTE FUNCTION "tell_rights_change"();
