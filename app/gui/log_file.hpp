// The log on disk, for the day something went wrong.
#pragma once

#include <QString>

namespace priorscope {

class LogModel;

/// Appends every line of the window's log, and every warning of Qt, to a file that is rotated at 1 MiB, three
/// old ones kept. Qt's warnings go to standard error as well. Where the file cannot be written the window's
/// log says so.
/// @param log  outlives the program's event loop
void keepLogFile(LogModel& log, const QString& file);

/// Where the log lies on this platform: priorscope.log in the user's folder for application data.
QString logFilePath();

}  // namespace priorscope
