// A value or an error: the small part of std::expected that Tally uses, with the same spelling, for C++17 and later.
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace tally {

// What went wrong in a way a program can decide on. The texts of Error are for people.
enum class ErrorCode {
    invalid_input,  // text that cannot be read: a contract file, JSON, a URL, an option value
    not_found,      // a file, a broker resource
    unreachable,    // no connection: refused, unknown host, no route
    timed_out,      // the deadline of an exchange passed
    too_large,      // a cap was reached (contract, response, head)
    malformed,      // the peer did not speak HTTP, or closed before the end
    denied,         // 401, 403, file permissions, TLS verification
    conflict,       // would overwrite or contradict something
    io,             // reading or writing a file failed
    unsupported,    // understood, but not possible here
};

// Says where, what and what to do. Lower case, no final stop, user-typed text in quotes.
struct Error {
    ErrorCode code = ErrorCode::invalid_input;
    std::string where;   // "orders.json:12:3", "http://localhost:8080/x"; may be empty
    std::string what;    // "matcher 'regex' has no 'regex' attribute"
    std::string remedy;  // "add the pattern to the rule"; may be empty

    // "where: what; remedy", without the parts that are empty.
    std::string text() const {
        std::string all = where.empty() ? what : where + ": " + what;
        return remedy.empty() ? all : all + "; " + remedy;
    }

    friend bool operator==(const Error& a, const Error& b) {
        return a.code == b.code && a.where == b.where && a.what == b.what && a.remedy == b.remedy;
    }
};

// Either a T or an Error. value() and error() assert that the right one is held.
template <class T>
class [[nodiscard]] Result {
  public:
    using value_type = T;
    using error_type = Error;

    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return state_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T& value() & { return assert(has_value()), *std::get_if<0>(&state_); }
    const T& value() const& { return assert(has_value()), *std::get_if<0>(&state_); }
    T&& value() && { return assert(has_value()), std::move(*std::get_if<0>(&state_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    Error& error() & { return assert(!has_value()), *std::get_if<1>(&state_); }
    const Error& error() const& { return assert(!has_value()), *std::get_if<1>(&state_); }
    Error&& error() && { return assert(!has_value()), std::move(*std::get_if<1>(&state_)); }

    template <class U>
    T value_or(U&& other) const& {
        return has_value() ? value() : static_cast<T>(std::forward<U>(other));
    }

  private:
    std::variant<T, Error> state_;
};

// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
  public:
    using value_type = void;
    using error_type = Error;

    Result() = default;
    Result(Error error) : error_(std::move(error)) {}

    bool has_value() const { return !error_.has_value(); }
    explicit operator bool() const { return has_value(); }

    Error& error() & { return assert(error_), *error_; }
    const Error& error() const& { return assert(error_), *error_; }
    Error&& error() && { return assert(error_), std::move(*error_); }

  private:
    std::optional<Error> error_;
};

}  // namespace tally
