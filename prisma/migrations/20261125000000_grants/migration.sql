-- AlterTable
ALTER TABLE "person" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'person';

-- CreateTable
CREATE TABLE "team" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_member" (
    "team_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'hub',

    CONSTRAINT "team_member_pkey" PRIMARY KEY ("team_id","person_id","source")
);

-- CreateTable
CREATE TABLE "custom_role" (
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "actions" TEXT[],

    CONSTRAINT "custom_role_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "access_grant" (
    "id" UUID NOT NULL,
    "person_id" UUID,
    "team_id" UUID,
    "role" TEXT NOT NULL,
    "scope" JSONB NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "granted_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_grant_pkey" PRIMARY KEY ("id"),
    -- to a person or to a team, never to both or nobody
    CONSTRAINT "access_grant_subject" CHECK (num_nonnulls("person_id", "team_id") = 1)
);

-- CreateTable
CREATE TABLE "access_request" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "scope" JSONB NOT NULL,
    "hours" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "said" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "access_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "access_request_state_created_at_idx" ON "access_request"("state", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "team_name_key" ON "team"("name");

-- CreateIndex
CREATE INDEX "team_member_person_id_idx" ON "team_member"("person_id");

-- CreateIndex
CREATE INDEX "access_grant_person_id_idx" ON "access_grant"("person_id");

-- CreateIndex
CREATE INDEX "access_grant_team_id_idx" ON "access_grant"("team_id");

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_grant" ADD CONSTRAINT "access_grant_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_grant" ADD CONSTRAINT "access_grant_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_request" ADD CONSTRAINT "access_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Who could do something keeps it: the role of a person becomes a grant on the whole fleet.
INSERT INTO "access_grant" ("id", "person_id", "role", "scope", "granted_by")
SELECT gen_random_uuid(), "id", CASE WHEN "role" = 'viewer' THEN 'viewer' ELSE 'fleet-admin' END,
    '{"clusters": {"by": "all"}, "namespaces": null, "environments": null}', 'the hub' FROM "person";
UPDATE "person" SET "kind" = 'local' WHERE "role" = 'local';
ALTER TABLE "person" DROP COLUMN "role";

-- Whoever changes what people may do, every replica hears of it: by the word, and by the count where the word was lost.
CREATE SEQUENCE "rights_change";
CREATE FUNCTION "tell_rights_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM nextval('rights_change');
    PERFORM pg_notify('portolan_rights', '');
    RETURN NULL;
END $$;
CREATE TRIGGER "person_rights" AFTER UPDATE OF "disabled_at" OR DELETE ON "person" FOR EACH STATEMENT EXECUTE FUNCTION "tell_rights_change"();
CREATE TRIGGER "session_rights" AFTER DELETE ON "session" FOR EACH STATEMENT EXECUTE FUNCTION "tell_rights_change"();
CREATE TRIGGER "team_member_rights" AFTER INSERT OR UPDATE OR DELETE ON "team_member" FOR EACH STATEMENT EXECUTE FUNCTION "tell_rights_change"();
CREATE TRIGGER "custom_role_rights" AFTER INSERT OR UPDATE OR DELETE ON "custom_role" FOR EACH STATEMENT EXECUTE FUNCTION "tell_rights_change"();
CREATE TRIGGER "access_grant_rights" AFTER INSERT OR UPDATE OR DELETE ON "access_grant" FOR EACH STATEMENT EXECUTE FUNCTION "tell_rights_change"();
