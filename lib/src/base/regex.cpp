#include "base/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <mutex>
#include <unordered_map>

#include "base/regex_dialect.h"
#include "base/text.h"

namespace tally {

namespace {

constexpr std::size_t kMaxPatternBytes = 32 * 1024;
constexpr std::uint32_t kMatchLimit = 1'000'000;
constexpr std::uint32_t kHeapLimitKilobytes = 20'000;
constexpr std::size_t kLargeJitStackBytes = 16 * 1024 * 1024;  // touched only as far as it is needed

struct Free {
    void operator()(pcre2_code* code) const { pcre2_code_free(code); }
    void operator()(pcre2_compile_context* context) const { pcre2_compile_context_free(context); }
    void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
    void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
    void operator()(pcre2_jit_stack* stack) const { pcre2_jit_stack_free(stack); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

// How a pattern is read; the first dialect that accepts it wins.
struct Reading {
    std::string pattern;
    std::uint32_t options = 0;
    std::uint32_t extra_options = 0;
};

constexpr std::uint32_t kCommonOptions = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF |
                                         PCRE2_NEVER_BACKSLASH_C | PCRE2_MULTILINE | PCRE2_DUPNAMES;

struct Problem {
    int number = 0;
    std::size_t offset = 0;
};

Owned<pcre2_code> compile_reading(const Reading& reading, std::uint32_t more_options, Problem& problem) {
    Owned<pcre2_compile_context> context(pcre2_compile_context_create(nullptr));
    pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
    pcre2_set_bsr(context.get(), PCRE2_BSR_UNICODE);
    pcre2_set_compile_extra_options(context.get(), reading.extra_options);
    Owned<pcre2_code> code(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(reading.pattern.data()),
                                         reading.pattern.size(), reading.options | more_options,
                                         &problem.number, &problem.offset, context.get()));
    return code;
}

std::string engine_message(int number) {
    PCRE2_UCHAR text[256];
    if (pcre2_get_error_message(number, text, sizeof text) < 0) return "error " + std::to_string(number);
    return reinterpret_cast<const char*>(text);
}

Error too_costly(int number) {
    return {ErrorCode::too_large, "",
            "the pattern is too costly for this text (" + engine_message(number) + ")",
            "make the pattern simpler: nested repetitions like (a+)+ are the usual cause"};
}

}  // namespace

struct Regex::Code {
    Reading reading;
    Owned<pcre2_code> whole;
    // Made by the first search: most patterns are only ever matched against whole values.
    mutable std::once_flag search_once;
    mutable Owned<pcre2_code> search;

    const pcre2_code* for_search() const {
        std::call_once(search_once, [this] {
            Problem problem;
            search = compile_reading(reading, 0, problem);
            if (search) pcre2_jit_compile(search.get(), PCRE2_JIT_COMPLETE);
        });
        return search.get();
    }
};

namespace {

// PCRE2_ERROR_NOMATCH, or 0 and more when there is a match.
Result<int> run(const pcre2_code* code, std::string_view text, pcre2_match_data* data) {
    Owned<pcre2_match_context> context(pcre2_match_context_create(nullptr));
    pcre2_set_match_limit(context.get(), kMatchLimit);
    pcre2_set_heap_limit(context.get(), kHeapLimitKilobytes);
    const auto match = [&](std::uint32_t options) {
        return pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), 0, options, data,
                           context.get());
    };

    int outcome = match(0);
    if (outcome == PCRE2_ERROR_JIT_STACKLIMIT) {
        Owned<pcre2_jit_stack> stack(pcre2_jit_stack_create(32 * 1024, kLargeJitStackBytes, nullptr));
        pcre2_jit_stack_assign(context.get(), nullptr, stack.get());
        outcome = match(0);
        if (outcome == PCRE2_ERROR_JIT_STACKLIMIT) outcome = match(PCRE2_NO_JIT);
    }
    if (outcome < 0 && outcome != PCRE2_ERROR_NOMATCH) return too_costly(outcome);
    return outcome;
}

}  // namespace

Result<Regex> Regex::compile(std::string_view pattern) {
    if (pattern.size() > kMaxPatternBytes) {
        return Error{ErrorCode::too_large, "",
                     "the pattern is longer than " + std::to_string(kMaxPatternBytes) + " bytes",
                     "use a shorter one"};
    }

    std::vector<Reading> readings;
    if (std::optional<regex_dialect::Translation> ruby = regex_dialect::from_ruby(pattern)) {
        const std::uint32_t groups = ruby->only_named_groups ? PCRE2_NO_AUTO_CAPTURE : 0;
        readings.push_back({std::move(ruby->pattern), kCommonOptions | groups, 0});
    }
    readings.push_back({std::string(pattern), kCommonOptions, 0});
    // JavaScript. Not earlier: there \x{e9} and []a] mean something else.
    readings.push_back({std::string(pattern),
                        kCommonOptions | PCRE2_ALT_BSUX | PCRE2_ALLOW_EMPTY_CLASS | PCRE2_MATCH_UNSET_BACKREF,
                        PCRE2_EXTRA_ALT_BSUX});

    auto code = std::make_shared<Code>();
    std::optional<Problem> as_written;
    for (Reading& reading : readings) {
        Problem problem;
        code->whole = compile_reading(reading, PCRE2_ANCHORED | PCRE2_ENDANCHORED, problem);
        if (code->whole) {
            // Where the system allows no JIT, the interpreter does.
            pcre2_jit_compile(code->whole.get(), PCRE2_JIT_COMPLETE);
            code->reading = std::move(reading);
            return Regex(std::move(code));
        }
        if (reading.pattern == pattern && !as_written) as_written = problem;
    }
    return Error{ErrorCode::invalid_input, "",
                 "invalid pattern '" + text::printable(text::shorten(pattern, 200)) + "': " +
                     engine_message(as_written->number) + " at offset " + std::to_string(as_written->offset),
                 "correct the pattern"};
}

Result<Regex> Regex::compile_cached(std::string_view pattern) {
    constexpr std::size_t kMaxCached = 256;
    thread_local std::unordered_map<std::string, Regex> cache;
    std::string key(pattern);
    if (const auto known = cache.find(key); known != cache.end()) return known->second;
    Result<Regex> compiled = compile(pattern);
    if (!compiled) return compiled;
    if (cache.size() >= kMaxCached) cache.clear();
    cache.emplace(std::move(key), *compiled);
    return compiled;
}

Result<bool> Regex::matches_all_of(std::string_view text) const {
    const Owned<pcre2_match_data> data(pcre2_match_data_create(1, nullptr));
    const Result<int> outcome = run(code_->whole.get(), text, data.get());
    if (!outcome) return outcome.error();
    return *outcome != PCRE2_ERROR_NOMATCH;
}

Result<bool> Regex::found_in(std::string_view text) const {
    const Owned<pcre2_match_data> data(pcre2_match_data_create(1, nullptr));
    const Result<int> outcome = run(code_->for_search(), text, data.get());
    if (!outcome) return outcome.error();
    return *outcome != PCRE2_ERROR_NOMATCH;
}

Result<std::optional<Regex::Found>> Regex::first_in(std::string_view text) const {
    const pcre2_code* code = code_->for_search();
    const Owned<pcre2_match_data> data(pcre2_match_data_create_from_pattern(code, nullptr));
    const Result<int> outcome = run(code, text, data.get());
    if (!outcome) return outcome.error();
    if (*outcome == PCRE2_ERROR_NOMATCH) return std::optional<Found>();

    const PCRE2_SIZE* places = pcre2_get_ovector_pointer(data.get());
    Found found;
    // \K in a look-ahead can set the start behind the end.
    found.start = std::min(places[0], places[1]);
    found.length = places[1] - found.start;
    for (std::uint32_t group = 1; group < pcre2_get_ovector_count(data.get()); ++group) {
        const PCRE2_SIZE from = places[2 * group], to = places[2 * group + 1];
        const bool is_set = from != PCRE2_UNSET && from <= to;
        found.groups.push_back(is_set ? std::optional(std::string(text.substr(from, to - from)))
                                      : std::nullopt);
    }
    return std::optional(std::move(found));
}

}  // namespace tally
