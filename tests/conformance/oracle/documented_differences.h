// Differences to the reference core that strict_compat does not take away. Each is the first column of a row
// under "Where Tally differs from the reference core" in docs/contract_format.md.
#pragma once

#include <array>
#include <string_view>

namespace tally::conformance::difference {

inline constexpr std::string_view kUnknownMatcher = "Matchers that are not known";
inline constexpr std::string_view kUnknownGenerator = "Generators that are not known";
inline constexpr std::string_view kBothLimits = "`min` and `max` in a rule without `match`";
inline constexpr std::string_view kUnknownUuidFormat = "Formats of `Uuid` that are not known";
inline constexpr std::string_view kWideLimits = "Limits of generators beyond 32 bits";
inline constexpr std::string_view kLongHexadecimals = "More than 16 hexadecimal digits";
inline constexpr std::string_view kMorePatternsToGenerate = "Values made for a pattern";
inline constexpr std::string_view kForeignConstructs = "Patterns with constructs of other engines";
inline constexpr std::string_view kOutdatedInteractions = "Interactions merged into a file in another order";
inline constexpr std::string_view kLosses = "What an older version cannot say";
inline constexpr std::string_view kPlaces = "Places of differences";

inline constexpr std::string_view kNothingVerified = "Runs that verify nothing";
inline constexpr std::string_view kRedirects = "Redirects of a provider";
inline constexpr std::string_view kMessageStatus = "Messages that a provider answers with 400 or above";
inline constexpr std::string_view kUnknownInteractions = "Interactions of an unknown kind";
inline constexpr std::string_view kBareArguments = "Arguments that belong to no option";
inline constexpr std::string_view kBareParameters = "Parameters without a value";
inline constexpr std::string_view kCustomHeaders = "Custom headers that a contract writes in another case";

inline constexpr std::array kAll = {kUnknownMatcher,
                                    kUnknownGenerator,
                                    kBothLimits,
                                    kUnknownUuidFormat,
                                    kWideLimits,
                                    kLongHexadecimals,
                                    kMorePatternsToGenerate,
                                    kForeignConstructs,
                                    kOutdatedInteractions,
                                    kLosses,
                                    kPlaces,
                                    kNothingVerified,
                                    kRedirects,
                                    kMessageStatus,
                                    kUnknownInteractions,
                                    kBareArguments,
                                    kBareParameters,
                                    kCustomHeaders};

}  // namespace tally::conformance::difference
