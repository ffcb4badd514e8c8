export { didYouMean, nearest } from "@ruipmi/commands";
