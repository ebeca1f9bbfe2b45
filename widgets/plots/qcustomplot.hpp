// The only place that includes <qcustomplot.h>: it needs the Qt keywords that the rest of our code avoids.
#pragma once

// clang-format off
#include <QObject>
#ifdef QT_NO_KEYWORDS
#define PRIORSCOPE_NO_KEYWORDS
#undef QT_NO_KEYWORDS
#define slots Q_SLOTS
#define signals Q_SIGNALS
#define emit
#define foreach Q_FOREACH
#endif

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <qcustomplot.h>
#pragma GCC diagnostic pop

#ifdef PRIORSCOPE_NO_KEYWORDS
#undef slots
#undef signals
#undef emit
#undef foreach
#define QT_NO_KEYWORDS
#undef PRIORSCOPE_NO_KEYWORDS
#endif
// clang-format on
