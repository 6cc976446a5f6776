// libpq, PostgreSQL's client library, as a table of the functions that are used. It is opened when the first
// URL of a PostgreSQL server is given: a broker with an SQLite file neither loads nor needs it.
#pragma once

#include <libpq-fe.h>

#include "tally/result.h"

namespace tally::storage {

struct Libpq {
    decltype(&::PQconninfoParse) parse_url;
    decltype(&::PQconninfoFree) free_parsed_url;
    decltype(&::PQfreemem) free_memory;
    decltype(&::PQconnectdbParams) connect;
    decltype(&::PQpingParams) ping;
    decltype(&::PQfinish) finish;
    decltype(&::PQstatus) status;
    decltype(&::PQtransactionStatus) transaction_status;
    decltype(&::PQerrorMessage) error_message;
    decltype(&::PQsetNoticeProcessor) set_notice_processor;
    decltype(&::PQsetnonblocking) set_nonblocking;
    decltype(&::PQsocket) socket;
    decltype(&::PQflush) flush;
    decltype(&::PQconsumeInput) consume_input;
    decltype(&::PQisBusy) is_busy;
    decltype(&::PQsendQuery) send_query;
    decltype(&::PQsendPrepare) send_prepare;
    decltype(&::PQsendQueryPrepared) send_prepared;
    decltype(&::PQgetResult) next_result;
    decltype(&::PQenterPipelineMode) enter_pipeline;
    decltype(&::PQexitPipelineMode) exit_pipeline;
    decltype(&::PQpipelineSync) sync_pipeline;
    decltype(&::PQclear) clear;
    decltype(&::PQresultStatus) result_status;
    decltype(&::PQresultErrorField) result_error_field;
    decltype(&::PQresultErrorMessage) result_error_message;
    decltype(&::PQcmdStatus) command_status;
    decltype(&::PQcmdTuples) changed_rows;
    decltype(&::PQntuples) row_count;
    decltype(&::PQnfields) column_count;
    decltype(&::PQftype) column_type;
    decltype(&::PQgetisnull) is_null;
    decltype(&::PQgetvalue) value;
    decltype(&::PQgetlength) length;
};

// Loaded once for the process and never closed. May be called from several threads.
Result<const Libpq*> open_libpq();

// The same with another file, for tests.
Result<Libpq> load_libpq(const char* file);

}  // namespace tally::storage
