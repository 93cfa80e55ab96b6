-- What versions before the chain wrote, and no version since has read.
DROP TABLE "audit_record";
