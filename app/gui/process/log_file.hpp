// The log file, for diagnosing problems.
#pragma once

#include <QString>

namespace priorscope {

class LogModel;

/// Appends every line of the window's log, and every Qt warning, to a file that is rotated at 1 MiB, keeping
/// three old ones. Qt warnings also go to standard error. If the file cannot be written, the window's
/// log says so.
/// @param log  outlives the program's event loop
void keepLogFile(LogModel& log, const QString& file);

/// Location of the log on this platform: priorscope.log in the user's application data folder.
QString logFilePath();

}  // namespace priorscope
