import createNextIntlPlugin from 'next-intl/plugin';

/** Messages are compiled at build time, so that no page carries an ICU parser. */
const withNextIntl = createNextIntlPlugin({
  requestConfig: './components/i18n/request.ts',
  experimental: {
    messages: {
      path: './components/i18n/messages',
      format: 'json',
      locales: ['en', 'zh-CN'],
      sourceLocale: 'en',
      precompile: true,
    },
  },
});

/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  allowedDevOrigins: ['127.0.0.1', 'localhost'],
  serverExternalPackages: [
    'pg',
    'ws',
    'pino',
    'prom-client',
    'undici',
    '@peculiar/x509',
    '@prisma/adapter-pg',
    '@prisma/client',
  ],
  // `npm test` checks the types; a start should not wait for them again
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  ...(process.env.STANDALONE ? { output: 'standalone' } : {}),
};

export default withNextIntl(config);
