// Real annotations for tests: VOCdevkit and BCCD below the folder that PRIORSCOPE_TEST_DATA names.
#pragma once

#include <QTest>
#include <filesystem>

/// A path below the folder of real data. Ends the test as skipped where there is none: a working copy alone
/// has no data. scripts/test.sh sets the variable wherever it finds the data, so that the tests run there; a
/// folder that lacks it makes them fail.
#define PRIORSCOPE_REAL_DATA(name, below)                                           \
    if (!qEnvironmentVariableIsSet("PRIORSCOPE_TEST_DATA")) {                       \
        QSKIP("PRIORSCOPE_TEST_DATA is not set: real annotations are not at hand"); \
    }                                                                               \
    const std::filesystem::path name =                                              \
        std::filesystem::path(qgetenv("PRIORSCOPE_TEST_DATA").toStdString()) / (below)
