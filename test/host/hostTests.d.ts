/** Every `*.test.ts` of this folder; made by the build. */
declare module "host-tests";
