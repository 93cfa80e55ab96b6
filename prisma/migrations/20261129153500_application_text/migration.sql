-- As written: with the order of its fields, which jsonb does not keep, and of the text also comments.
ALTER TABLE "application_revision" ADD COLUMN "text" TEXT NOT NULL DEFAULT '';
ALTER TABLE "application_revision" ALTER COLUMN "spec" TYPE JSON USING "spec"::json;
ALTER TABLE "application_target" ALTER COLUMN "objects" TYPE JSON USING "objects"::json;
