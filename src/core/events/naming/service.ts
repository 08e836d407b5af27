/** Service of an eventSource or service principal: `s3` for `s3.amazonaws.com`. */
export function serviceName(source: string): string {
  const dot = source.indexOf(".");
  return dot > 0 && source.includes("amazonaws.com", dot) ? source.slice(0, dot) : source;
}

/** True for a service principal or DNS name of AWS in any partition: `autoscaling.amazonaws.com`, `….amazonaws.com.cn`. */
export const isServiceHost = (text: string): boolean =>
  text.endsWith(".amazonaws.com") || text.endsWith(".amazonaws.com.cn");
