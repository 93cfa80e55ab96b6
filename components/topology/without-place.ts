/** A name without the name of the room it stands in, when that is how it begins: `eu-1a-gateway` in `eu-1a` is `gateway`. */
export const withoutPlace = (name: string, place: string | null): string =>
  place !== null && name.startsWith(`${place}-`) && name.length > place.length + 1
    ? name.slice(place.length + 1)
    : name;
