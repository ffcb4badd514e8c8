export { manufacturerName, manufacturerNames } from "./manufacturers.ts";
export { productName } from "./products.ts";
