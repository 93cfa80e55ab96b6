-- AlterTable
ALTER TABLE "inventory_node" ADD COLUMN "allocatable_cpu_millis" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "allocatable_memory_bytes" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "inventory_workload" ADD COLUMN "cpu_request_millis" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "memory_request_bytes" BIGINT NOT NULL DEFAULT 0;
