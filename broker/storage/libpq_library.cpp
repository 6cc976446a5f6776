#include "storage/libpq_library.h"

#include <dlfcn.h>

namespace tally::storage {

namespace {

// Leaves the name of the first function that is missing in `missing`.
template <class Function>
void find(void* library, const char* name, Function& function, std::string& missing) {
    function = reinterpret_cast<Function>(::dlsym(library, name));
    if (function == nullptr && missing.empty()) missing = name;
}

std::string find_all(void* library, Libpq& libpq) {
    std::string missing;
    const auto to = [&](const char* name, auto& function) { find(library, name, function, missing); };
    to("PQconninfoParse", libpq.parse_url);
    to("PQconninfoFree", libpq.free_parsed_url);
    to("PQfreemem", libpq.free_memory);
    to("PQconnectdbParams", libpq.connect);
    to("PQpingParams", libpq.ping);
    to("PQfinish", libpq.finish);
    to("PQstatus", libpq.status);
    to("PQtransactionStatus", libpq.transaction_status);
    to("PQerrorMessage", libpq.error_message);
    to("PQsetNoticeProcessor", libpq.set_notice_processor);
    to("PQsetnonblocking", libpq.set_nonblocking);
    to("PQsocket", libpq.socket);
    to("PQflush", libpq.flush);
    to("PQconsumeInput", libpq.consume_input);
    to("PQisBusy", libpq.is_busy);
    to("PQsendQuery", libpq.send_query);
    to("PQsendPrepare", libpq.send_prepare);
    to("PQsendQueryPrepared", libpq.send_prepared);
    to("PQgetResult", libpq.next_result);
    to("PQenterPipelineMode", libpq.enter_pipeline);  // since PostgreSQL 14
    to("PQexitPipelineMode", libpq.exit_pipeline);
    to("PQpipelineSync", libpq.sync_pipeline);
    to("PQclear", libpq.clear);
    to("PQresultStatus", libpq.result_status);
    to("PQresultErrorField", libpq.result_error_field);
    to("PQresultErrorMessage", libpq.result_error_message);
    to("PQcmdStatus", libpq.command_status);
    to("PQcmdTuples", libpq.changed_rows);
    to("PQntuples", libpq.row_count);
    to("PQnfields", libpq.column_count);
    to("PQftype", libpq.column_type);
    to("PQgetisnull", libpq.is_null);
    to("PQgetvalue", libpq.value);
    to("PQgetlength", libpq.length);
    return missing;
}

}  // namespace

Result<Libpq> load_libpq(const char* file) {
    const auto refuse = [&](const std::string& what) {
        return Error{ErrorCode::unsupported, file, what,
                     "install PostgreSQL's client library (on Debian: apt-get install libpq5)"};
    };
    void* library = ::dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) return refuse("cannot be loaded, and PostgreSQL is reached through it");
    Libpq libpq{};
    const auto missing = find_all(library, libpq);
    if (!missing.empty()) return refuse("lacks the function " + missing + ", so it is too old");
    return libpq;
}

Result<const Libpq*> open_libpq() {
    static const Result<Libpq> library = load_libpq("libpq.so.5");
    if (!library) return library.error();
    return &*library;
}

}  // namespace tally::storage
