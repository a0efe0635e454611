/** What the methods of this layer ask of a model: outputs at points, whatever evaluates them. */

/**
 * @param columns one a dimension, equally long: the value of that dimension at each point
 * @returns one array an output, as long as the columns; NaN = undefined
 */
export type PointsModel = (columns: readonly Float64Array[]) => readonly Float64Array[];

/** Dimensions that move together: a quantity, all years of one, or quantities that are correlated. */
export interface Factor {
  names: readonly string[];
  dimensions: readonly number[];
}
