# Makes the .msi of a built checkout, on Windows with WiX: installer/windows.ps1. JAVA_HOME is a JDK 25.
# mvn -Ppackage verify calls it.
$ErrorActionPreference = 'Stop'
$Root = Split-Path -Parent $PSScriptRoot
$Out = Join-Path $Root 'target\packages'
$Work = Join-Path $Out 'work'
$Modules = 'java.base,java.desktop,java.logging,java.management,java.naming,java.net.http,java.sql,java.xml,jdk.unsupported,jdk.zipfs,javafx.controls'

function Run($Program, [string[]]$Arguments) {
    & (Join-Path $env:JAVA_HOME "bin\$Program.exe") @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Program failed" }
}

[xml]$Pom = Get-Content (Join-Path $Root 'pom.xml')
$Version = $Pom.project.version
$Stamp = $Pom.project.properties.'project.build.outputTimestamp'
$Epoch = [DateTimeOffset]::Parse($Stamp).ToUnixTimeSeconds()

if (Test-Path $Work) { Remove-Item -Recurse -Force $Work }
New-Item -ItemType Directory -Force $Work | Out-Null
Run 'java' @("$PSScriptRoot\Stage.java", "$Root\desktop-client\target\desktop-client-$Version.jar",
    "$Root\desktop-client\target\lib", "$Work\stage", 'windows', 'x86_64', "$Epoch")
Run 'jlink' @('--module-path', "$Work\stage\modules", '--add-modules', $Modules, '--no-header-files', '--no-man-pages',
    '--strip-java-debug-attributes', '--output', "$Work\runtime")
Copy-Item "$Work\stage\natives\*.dll" "$Work\runtime\bin"
Copy-Item "$PSScriptRoot\desktop\server.txt", "$PSScriptRoot\desktop\punchline.conf", "$Root\LICENSE", "$Root\THIRD-PARTY.md" "$Work\stage\app"
Copy-Item -Recurse "$Work\stage\licences" "$Work\stage\app\third-party"
# The upgrade code stays the same for ever: by it an installer finds the version that it replaces.
Run 'jpackage' @('--type', 'msi', '--name', 'Punchline', '--dest', $Out, '--input', "$Work\stage\app",
    '--main-jar', "desktop-client-$Version.jar", '--main-class', 'punchline.client.Launcher',
    '--app-version', ($Version -replace '-.*', ''), '--vendor', 'Punchline', '--runtime-image', "$Work\runtime",
    '--icon', "$PSScriptRoot\desktop\icons\punchline.ico", '--license-file', "$Root\LICENSE",
    '--file-associations', "$PSScriptRoot\desktop\profile.properties",
    '--win-menu', '--win-shortcut-prompt', '--win-per-user-install', '--win-upgrade-uuid', 'f1a2b0de-5c43-4f0e-9a3b-6b1e1a0c6327',
    '--java-options', '--enable-native-access=ALL-UNNAMED,javafx.graphics', '--java-options', '-XX:+UseSerialGC',
    '--java-options', '-XX:TieredStopAtLevel=1', '--java-options', '-Xms16m', '--java-options', '-XX:MinHeapFreeRatio=20',
    '--java-options', '-XX:MaxHeapFreeRatio=40', '--java-options', '-Dpunchline.home=$APPDIR')
Get-ChildItem $Out -Filter *.msi | ForEach-Object {
    "$((Get-FileHash $_.FullName -Algorithm SHA256).Hash.ToLower())  $($_.Name)"
} | Set-Content "$Out\SHA256SUMS"
