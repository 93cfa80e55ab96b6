-- CreateTable
CREATE TABLE "audit_entry" (
    "seq" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "intent" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT,
    "action" TEXT,
    "teams" TEXT[],
    "clusters" TEXT[],
    "namespaces" TEXT[],
    "outcome" TEXT,
    "request_id" TEXT,
    "body" JSONB NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("seq"),
    CONSTRAINT "audit_entry_pairs" CHECK (cardinality("clusters") = cardinality("namespaces"))
);

-- CreateTable
CREATE TABLE "audit_chain" (
    "id" INTEGER NOT NULL,
    "base_seq" BIGINT NOT NULL,
    "base_hash" BYTEA NOT NULL,
    "base_mac" BYTEA,
    "head_seq" BIGINT NOT NULL,
    "head_hash" BYTEA NOT NULL,
    "head_mac" BYTEA,

    CONSTRAINT "audit_chain_pkey" PRIMARY KEY ("id")
);

INSERT INTO "audit_chain" ("id", "base_seq", "base_hash", "head_seq", "head_hash") VALUES (1, 0, '\x00', 0, '\x00');

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_id_key" ON "audit_entry"("id");

-- CreateIndex
CREATE INDEX "audit_entry_intent_idx" ON "audit_entry"("intent");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- What is written stays; retention alone, which says so in its transaction, takes the oldest away.
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('portolan.audit_retention', true) = 'on' THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'the audit record is append-only';
END $$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
